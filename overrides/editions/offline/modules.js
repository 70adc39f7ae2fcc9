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
  // As modules do, when the page has been read, and in their order.
  addEventListener("DOMContentLoaded", async () => {
    for (const name of wanted) await import(addresses.get(name));
  });
}
