$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$python = if ($env:PYTHON) { $env:PYTHON } else { "python" }
$jars = if ($env:FLINK_JARS) { $env:FLINK_JARS } else { "jars" }
if (-not (Test-Path $jars)) { mvn -q -B dependency:copy-dependencies }
if ($env:FLINK_MASTER) {
    flink run -m $env:FLINK_MASTER -pyclientexec $python -pyexec $python -py run.py @args
} else {
    & $python run.py
}
exit $LASTEXITCODE
