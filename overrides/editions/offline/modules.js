/*
 * The modules of the pages. Browsers load modules from a server only; here they come from this
 * classic script, by an import map (https://html.spec.whatwg.org/#import-maps) that gives each the
 * address of its own text.
 */
{
  const modules = {{ modules | tojson }};
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({
    imports: Object.fromEntries(Object.entries(modules).map(([name, source]) => [
      name, `data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`,
    ])),
  });
  document.currentScript.after(map);
}
