package intake

// problemText holds the sentence for each code of Problem; %s is the detail.
var problemText = map[string]string{}
