/*
 * The root's error page is what many servers give for an address in any language: it turns to that
 * language's own, before anything is drawn, and tells it the address that was asked for. No module: those
 * run when the page has been read.
 */
{
  const { homes = "" } = document.currentScript?.dataset ?? {};
  const own = homes
    .split(" ")
    .filter((home) => location.pathname.startsWith(home))
    .sort((one, other) => other.length - one.length)[0];
  if (own) {
    const target = new URL(`${own}404.html`, location.href);
    target.searchParams.set("at", location.pathname + location.search + location.hash);
    location.replace(target);
  }
}
