// The pages of citizens: uploads with progress, and a word before typed text is
// lost.
import { start } from "./forms.js";

start();
