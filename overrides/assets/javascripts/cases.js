/** What the gallery runs. A build puts it into one file: one request. */

import "./gallery.js";
import "./maps.js";
import "./case-table.js";
