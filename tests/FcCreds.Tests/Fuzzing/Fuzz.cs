using System.Globalization;
using FcCreds.Tests.Cli;

namespace FcCreds.Tests.Fuzzing;

/// <summary>
/// Runs a target over what the saved inputs of <c>fixtures/fuzz</c> are and become. <c>FCCREDS_FUZZ_ROUNDS</c> says how often,
/// <c>FCCREDS_FUZZ_SEED</c> repeats a run. An input that failed is printed in base64, to be tried alone as <c>FCCREDS_FUZZ_INPUT</c> and to be
/// added to the corpus.
/// </summary>
internal static class Fuzz
{
    private const int UsualRounds = 3000;

    /// <summary>Far more than any input takes, even on a busy machine: what is found is a reader that never ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The same for a target that does not wait.</summary>
    public static Task RunAsync(string corpusFolder, Action<byte[]> target, params byte[][] alsoSaved) => RunAsync(corpusFolder, input => Task.Run(() => target(input)), 1, alsoSaved);

    public static async Task RunAsync(string corpusFolder, Func<byte[], Task> target, int share = 1, params byte[][] alsoSaved)
    {
        var corpus = Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "fixtures", "fuzz", corpusFolder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Concat(alsoSaved).ToArray();
        Assert.NotEmpty(corpus);
        if (Environment.GetEnvironmentVariable("FCCREDS_FUZZ_INPUT") is { } alone)
        {
            await TryAsync(Convert.FromBase64String(alone), "given");
            return;
        }
        foreach (var saved in corpus) await TryAsync(saved, "saved");
        var seed = Number("FCCREDS_FUZZ_SEED") ?? Environment.TickCount & int.MaxValue;
        var mutator = new Mutator(seed);
        for (var round = 0; round < (Number("FCCREDS_FUZZ_ROUNDS") ?? UsualRounds) / share; round++) await TryAsync(mutator.Next(corpus), $"seed {seed}, round {round}");

        async Task TryAsync(byte[] input, string which)
        {
            try
            {
                await target(input).WaitAsync(Patience);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{corpusFolder} ({which}) failed on {Convert.ToBase64String(input)}: {failure.Message}", failure);
            }
        }
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
