// FcCreds.Soak: random operations under random faults; at the end everything that was acknowledged is read back and compared.
//   tests/soak [--store embedded|s3] [--operations N] [--seed N] [--faults PERCENT] [--workers N]
// An S3 server is the one that FCCREDS_TEST_S3_ENDPOINT, FCCREDS_TEST_S3_ACCESS_KEY_ID and FCCREDS_TEST_S3_SECRET_ACCESS_KEY name.
using FcCreds.Soak;

try
{
    var report = await SoakRun.RunAsync(SoakArguments.Read(args), CancellationToken.None);
    foreach (var mismatch in report.Mismatches.Take(20)) Console.Error.WriteLine(mismatch);
    Console.WriteLine(report.Summary);
    return report.Holds ? 0 : 1;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"soak: {wrong.Message}");
    return 2;
}
