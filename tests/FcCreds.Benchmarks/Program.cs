// FcCreds.Benchmarks: prints the table of docs/performance.md.
//   dotnet run -c Release --project tests/FcCreds.Benchmarks -- [--fccreds EXECUTABLE] [--rounds N] [--many-keys N] [--peer FOLDER] [check] [small] [peer] [large] [huge] [s3] [list] [select] [invoke] [cold] [sandbox] [start]
using FcCreds.Benchmarks;

if (args is ["bare", var folder, var readyFile])
{
    await BareKestrel.RunAsync(folder, readyFile);
    return 0;
}
await new BenchmarkRun(args).RunAsync();
return 0;
