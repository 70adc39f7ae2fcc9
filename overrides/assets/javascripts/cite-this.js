/* The buttons that copy a citation; without this script they aren't shown. */

for (const box of document.querySelectorAll(".ip-cite-this")) {
  const status = box.querySelector("[role=status]");
  for (const button of box.querySelectorAll(".ip-cite-this__copy")) {
    if (!navigator.clipboard) break;
    const text = button.closest("dd").querySelector(".ip-cite-this__text");
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
      } catch {
        getSelection().selectAllChildren(text); // the reader may copy it by hand
        return;
      }
      button.textContent = status.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = "";
      }, 2500);
    });
  }
}
