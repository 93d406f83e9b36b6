// Run checks.py in Pyodide, which is CPython compiled to WebAssembly for browsers:
//
//     npm install && node run.mjs WHEELS
//
// WHEELS is a folder with the wheels of the package, its dependencies, micropip and pytest. They are
// installed from this folder, so nothing is downloaded. The exit status is that of pytest.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

async function install(pyodide, wheels) {
  const files = readdirSync(wheels).filter((file) => file.endsWith(".whl"));
  const removeWheel = (name) => files.splice(files.findIndex((file) => file.startsWith(`${name}-`)), 1)[0];
  const [micropip, weeklypapers] = [removeWheel("micropip"), removeWheel("weeklypapers")];
  pyodide.unpackArchive(new Uint8Array(readFileSync(join(wheels, micropip))), "whl");
  pyodide.FS.mkdirTree("/wheels");
  pyodide.mountNodeFS("/wheels", wheels);
  const { install } = pyodide.pyimport("micropip");
  const address = (file) => `emfs:/wheels/${file}`;
  await install.callKwargs(files.map(address), { deps: false });
  await install(address(weeklypapers)); // also checks that its dependencies are installed
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
  console.error(error.message); // without the source line, which would be all of Pyodide
  process.exitCode = 1;
}
