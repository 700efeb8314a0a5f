package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// prefix begins the variables that are ours. Any other with it is a problem: a
// misspelt variable must not be passed over in silence.
const prefix = "MINGDA_"

// FileVariable names the file itself, and so is no key of it.
const FileVariable = prefix + "CONFIG"

// setting is one key of the file that is a plain value or a list of words.
type setting struct {
	key   string // portal.base_path
	value reflect.Value
}

// variable returns the variable that sets the key: MINGDA_PORTAL_BASE_PATH.
func (s setting) variable() string {
	return prefix + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

// settings lists the keys below v in the order of the struct. With tables, the
// keys of one element of each array of tables are in it too.
func settings(v reflect.Value, under string, tables bool) []setting {
	var all []setting
	for i := range v.NumField() {
		name, ok := v.Type().Field(i).Tag.Lookup("toml")
		if !ok {
			continue
		}
		key, field := under+name, v.Field(i)
		switch {
		case field.Kind() == reflect.Struct:
			all = append(all, settings(field, key+".", tables)...)
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct:
			if tables {
				one := reflect.New(field.Type().Elem()).Elem()
				all = append(all, settings(one, key+".", tables)...)
			}
		default:
			all = append(all, setting{key, field})
		}
	}
	return all
}

// Keys lists every key of the file, such as portal.base_path; those of an array
// of tables once.
func Keys() []string {
	var keys []string
	for _, s := range settings(reflect.ValueOf(&Config{}).Elem(), "", true) {
		keys = append(keys, s.key)
	}
	return keys
}

// applyEnvironment puts the variables over c. Lists are split at commas. Arrays
// of tables are set in the file only.
func applyEnvironment(c *Config, environ []string, bad *Problems) {
	values := map[string]string{}
	for _, line := range environ {
		name, value, _ := strings.Cut(line, "=")
		if strings.HasPrefix(name, prefix) && name != FileVariable {
			values[name] = value
		}
	}
	for _, s := range settings(reflect.ValueOf(c).Elem(), "", false) {
		text, ok := values[s.variable()]
		if !ok {
			continue
		}
		delete(values, s.variable())
		if err := set(s.value, text); err != nil {
			bad.add(s.variable(), "%v", err)
		}
	}
	var unknown []string
	for name := range values {
		unknown = append(unknown, name)
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		bad.add(name, "no such setting")
	}
}

func set(v reflect.Value, text string) error {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", text)
		}
		v.SetBool(b)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not a whole number", text)
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("%q is not a number", text)
		}
		v.SetFloat(n)
	default: // a list of words or of numbers
		var words []string
		for word := range strings.SplitSeq(text, ",") {
			if word = strings.TrimSpace(word); word != "" {
				words = append(words, word)
			}
		}
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.ValueOf(words))
			return nil
		}
		numbers := make([]int, len(words))
		for i, word := range words {
			n, err := strconv.Atoi(word)
			if err != nil {
				return fmt.Errorf("%q is not a whole number", word)
			}
			numbers[i] = n
		}
		v.Set(reflect.ValueOf(numbers))
	}
	return nil
}
