using System.Globalization;
using FcCreds.Storage.S3;

namespace FcCreds.Soak;

/// <summary>The command line.</summary>
internal static class SoakArguments
{
    /// <exception cref="FormatException">Says what is wrong with it.</exception>
    public static SoakOptions Read(string[] args)
    {
        var options = new SoakOptions { Progress = Console.Error.WriteLine };
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--operations" => options with { Operations = Number(args[i], value, 1, long.MaxValue) },
                "--seed" => options with { Seed = (int)Number(args[i], value, 0, 1_000_000) },
                "--faults" => options with { Faults = Number(args[i], value, 0, 100) },
                "--workers" => options with { Workers = (int)Number(args[i], value, 1, 256) },
                "--store" => value switch
                {
                    "embedded" => options with { S3 = null },
                    "s3" => options with { S3 = OfEnvironment() },
                    _ => throw new FormatException($"There is no store '{value}': embedded or s3."),
                },
                _ => throw new FormatException($"{args[i]} is no option; there are --store, --operations, --seed, --faults and --workers."),
            };
        }
        return options;
    }

    /// <summary>Buckets of its own on the S3 server of the tests.</summary>
    public static S3StoreOptions OfEnvironment() => new()
    {
        Endpoint = new(Variable("FCCREDS_TEST_S3_ENDPOINT")),
        AccessKeyId = Variable("FCCREDS_TEST_S3_ACCESS_KEY_ID"),
        SecretAccessKey = new(Variable("FCCREDS_TEST_S3_SECRET_ACCESS_KEY")),
        BucketPrefix = $"s{Guid.NewGuid().ToString("N")[..10]}-",
        PartSize = 5 * 1024 * 1024,
    };

    private static long Number(string option, string value, long least, long most)
        => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{option} takes a whole number from {least}{(most == long.MaxValue ? "" : $" to {most}")}, not '{value}'.");

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new FormatException($"{name} is not set; tests/s3/radosgw start DIR prints what it takes.");
}
