import init from "{glue}";

init({ module_or_path: "{wasm}" }).catch((error) => {
  console.error(error);
  const notice = document.getElementById("boot-failed");
  const waiting = document.getElementById("boot-waiting");
  if (notice) notice.hidden = false;
  if (waiting) waiting.hidden = true;
});
