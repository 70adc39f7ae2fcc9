/** Has pictures and tables shown on the whole screen. */

import { whenNear } from "./near.js";

whenNear(".ip-prose .ip-figure, .ip-scroll", () => void import("./enlarge.js"));
