/**
 * The root's error page has the texts of every language: that of the address is left.
 */

const texts = [...document.querySelectorAll(".ip-error")];
const home = (text) => text.querySelector("a").pathname;
const own = texts
  .filter((text) => location.pathname.startsWith(home(text)))
  .sort((one, other) => home(other).length - home(one).length)[0] ?? texts[0];
for (const text of texts) if (text !== own) text.remove();
document.title = document.title.replace(texts[0].dataset.title, own.dataset.title);
