/*
 * The modules of the pages. Browsers load modules from a server only; here they come from this
 * classic script, which makes each in the page, after those that it imports by their addresses.
 */
{
  const modules = {{ modules | tojson }};
  const addresses = new Map();
  const wanted = document.currentScript.dataset.modules.split(" ");
  for (const [name, source] of modules) {
    let text = source;
    for (const [other, address] of addresses) text = text.replaceAll(`"${other}"`, `"${address}"`);
    const module = new Blob([text], { type: "text/javascript" });
    addresses.set(name, URL.createObjectURL(module));
  }
  // As modules run: when the page has been read, in their order, and before it counts as loaded.
  addEventListener("DOMContentLoaded", () => {
    for (const name of wanted) {
      const script = document.createElement("script");
      script.type = "module";
      script.async = false;
      script.src = addresses.get(name);
      document.body.append(script);
    }
  });
}
