/**
 * What every page runs: each does nothing where its markup isn't. A build puts them into one file: one
 * request.
 */

import "./first-paint.js";
import "./italics.js";
import "./display.js";
import "./menus.js";
import "./popovers.js";
import "./language-switch.js";
import "./arrival.js";
import "./search.js";
import "./contact.js";
import "./continue.js";
import "./cite-this.js";
import "./side-by-side.js";
import "./quoting.js";
import "./enlarging.js";
import "./tables.js";
import "./charts.js";
import "./needs-connection.js";
