// The pages of citizens: uploads with progress, and a word before typed text is
// lost. After a refused form the summary is read first.
import { start } from "./forms.js";

start();
document.querySelector(".govuk-error-summary")?.focus();
