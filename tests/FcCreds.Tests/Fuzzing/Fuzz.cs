using System.Globalization;
using FcCreds.Tests.Cli;

namespace FcCreds.Tests.Fuzzing;

/// <summary>
/// Runs a target over what the saved inputs of <c>fixtures/fuzz</c> are and become. <c>FCCREDS_FUZZ_ROUNDS</c> says how often,
/// <c>FCCREDS_FUZZ_SEED</c> repeats a run; an input that failed is printed in base64, to be added to the corpus.
/// </summary>
internal static class Fuzz
{
    private const int UsualRounds = 3000;

    public static async Task RunAsync(string corpusFolder, Func<byte[], Task> target, int share = 1)
    {
        var corpus = Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "fixtures", "fuzz", corpusFolder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        Assert.NotEmpty(corpus);
        foreach (var saved in corpus) await TryAsync(saved, "saved");
        var seed = Number("FCCREDS_FUZZ_SEED") ?? Environment.TickCount & int.MaxValue;
        var mutator = new Mutator(seed);
        for (var round = 0; round < (Number("FCCREDS_FUZZ_ROUNDS") ?? UsualRounds) / share; round++) await TryAsync(mutator.Next(corpus), $"seed {seed}, round {round}");

        async Task TryAsync(byte[] input, string which)
        {
            try
            {
                await target(input);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{corpusFolder} ({which}) failed on {Convert.ToBase64String(input)}: {failure.Message}", failure);
            }
        }
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
