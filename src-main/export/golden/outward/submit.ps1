$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
if (-not $env:PYSPARK_PYTHON) { $env:PYSPARK_PYTHON = "python" }
$packages = $env:SPARK_PACKAGES
if (-not $packages) {
    $packages = "org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7,com.mysql:mysql-connector-j:9.4.0,org.postgresql:postgresql:42.7.8"
}
spark-submit --packages $packages @args job.py
exit $LASTEXITCODE
