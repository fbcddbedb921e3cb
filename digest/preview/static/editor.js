// A file in the program that the editor writes with.

import { announce, complain } from "./announce.js";
import { post } from "./api.js";

/** Open it at a line, or say why not. */
export function open({ file, line }) {
  post("/api/open", { file, line }).then(() => announce(`opened ${file}`)).catch((error) => complain(error.told));
}
