/** Has a page's charts read out their values, where it has any: their script comes after the page. */

if (document.querySelector("[data-chart]")) import("./chart.js");
