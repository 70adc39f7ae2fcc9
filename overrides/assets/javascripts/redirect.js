/*
 * Leads from a page that has moved to where it is now, and keeps the question and the place on the
 * page. No module: it must be there before the page's own refresh.
 */
{
  const target = new URL(document.currentScript?.dataset.target ?? "", location.href);
  target.search ||= location.search;
  if (location.hash) target.hash = location.hash;
  location.replace(target);
}
