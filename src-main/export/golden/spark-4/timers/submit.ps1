$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
if (-not $env:PYSPARK_PYTHON) { $env:PYSPARK_PYTHON = "python" }
$packages = $env:SPARK_PACKAGES
if (-not $packages) {
    $packages = "org.apache.spark:spark-sql-kafka-0-10_2.13:4.2.0"
}
spark-submit --packages $packages @args job.py
exit $LASTEXITCODE
