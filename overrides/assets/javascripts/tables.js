/** Fetches what sorts tables and makes files of them, where a table of the page asks for it. */

import { maybe } from "./dom.js";

if (maybe("[data-sorts], [data-csv]", HTMLElement)) import("./table-tools.js");
