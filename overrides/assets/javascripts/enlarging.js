/** Fetches what shows pictures and tables on the whole screen, where a page has any. */

import { maybe } from "./dom.js";

if (maybe(".ip-prose .ip-figure, .ip-scroll", HTMLElement)) import("./enlarge.js");
