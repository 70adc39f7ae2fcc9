/** Has a page's charts read out their values. */

import { whenNear } from "./near.js";

whenNear("[data-chart]", () => void import("./chart.js"));
