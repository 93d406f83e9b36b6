// Runs checks.py in Pyodide, which is CPython compiled to WebAssembly, as browsers run it:
//
//     npm install && node run.mjs WHEELS
//
// WHEELS is a folder with the wheels of the package, its dependencies, micropip and pytest. They are
// installed from there, without a network. The exit status is that of pytest.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

async function install(pyodide, wheels) {
  const files = readdirSync(wheels).filter((file) => file.endsWith(".whl"));
  const take = (name) => files.splice(files.findIndex((file) => file.startsWith(`${name}-`)), 1)[0];
  const [micropip, own] = [take("micropip"), take("weeklypapers")];
  pyodide.unpackArchive(new Uint8Array(readFileSync(join(wheels, micropip))), "whl");
  pyodide.FS.mkdirTree("/wheels");
  pyodide.mountNodeFS("/wheels", wheels);
  const { install } = pyodide.pyimport("micropip");
  const address = (file) => `emfs:/wheels/${file}`;
  await install.callKwargs(files.map(address), { deps: false });
  await install(address(own)); // checks its dependencies, which have to be there by now
}

async function main(wheels) {
  const pyodide = await loadPyodide();
  await install(pyodide, wheels);
  pyodide.FS.mkdirTree("/checks");
  pyodide.mountNodeFS("/checks", fileURLToPath(new URL(".", import.meta.url)));
  return pyodide.runPython(`
    import sys
    import pytest

    print("Pyodide ${pyodide.version}, Python", sys.version.partition(" ")[0])
    options = "-q -ra -W error -p no:cacheprovider --noconftest -c /dev/null --rootdir /checks"
    int(pytest.main([*options.split(), "/checks/checks.py"]))
  `);
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error.message); // without the line of code, which is all of Pyodide
  process.exitCode = 1;
}
