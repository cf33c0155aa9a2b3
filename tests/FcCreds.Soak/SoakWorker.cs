using FcCreds.Soak.Faults;

namespace FcCreds.Soak;

/// <summary>
/// Does one operation after the other to keys that nobody else touches, so that what each must find is known. The seed decides all of
/// them, whatever the answers are.
/// </summary>
internal sealed class SoakWorker(int number, SoakOptions options, SoakClient client, FaultyRelay relay, SoakTally tally) : IDisposable
{
    private const int Keys = 48;

    private readonly Random random = new((options.Seed * 1000) + number);
    private readonly PlainObjects plain = new(number, tally);
    private readonly VersionedObjects versioned = new(number, tally);

    public int CertainObjects => plain.CertainObjects + versioned.CertainVersions;

    public async Task RunAsync(long operations)
    {
        for (var operation = 0; operation < operations; operation++)
        {
            if (random.NextDouble() * 100 < options.Faults) Spoil();
            // Drawn whether they are needed or not: the next operation is the same whatever becomes of this one.
            var turn = new SoakTurn(client, new Random(random.Next()), operation);
            var (kind, chosen, other) = (random.Next(100), random.Next(Keys), random.Next(Keys));
            await (kind switch
            {
                < 22 => plain.PutAsync(turn, chosen),
                < 36 => plain.GetAsync(turn, chosen),
                < 50 => plain.GetRangeAsync(turn, chosen),
                < 58 => plain.AppendAsync(turn, chosen),
                < 60 => plain.UploadInPartsAsync(turn, chosen),
                < 66 => plain.CopyAsync(turn, chosen, other),
                < 71 => plain.TagAsync(turn, chosen),
                < 75 => plain.GetTagAsync(turn, chosen),
                < 81 => plain.DeleteAsync(turn, chosen),
                < 84 => plain.ListAsync(turn),
                < 91 => versioned.PutAsync(turn, chosen % 12),
                < 96 => versioned.GetAsync(turn, chosen % 12),
                < 98 => versioned.DeleteAsync(turn, chosen % 12),
                _ => versioned.DeleteOldestAsync(turn, chosen % 12),
            });
        }
    }

    /// <summary>Reads everything back.</summary>
    public async Task VerifyAsync()
    {
        var turn = new SoakTurn(client, new Random(options.Seed), int.MaxValue);
        await plain.VerifyAsync(turn);
        await versioned.VerifyAsync(turn);
    }

    public void Dispose() => client.Dispose();

    private void Spoil()
    {
        var (name, fault) = random.Next(40) switch
        {
            < 8 => ("reset", (RelayFault)new RelayFault.Down()),
            < 18 => ("cut answer", new RelayFault.CutAnswer(random.Next(0, 20_000))),
            < 28 => ("cut request", new RelayFault.CutRequest(random.Next(0, 20_000))),
            < 37 => ("503", new RelayFault.Answers(503, "SlowDown")),
            < 39 => ("slow", new RelayFault.Slow(TimeSpan.FromMilliseconds(20))),
            _ => ("stall", new RelayFault.Silent()),
        };
        relay.SpoilOne(fault, random.Next());
        tally.Faults.AddOrUpdate(name, 1, (_, count) => count + 1);
    }
}

/// <param name="Random">This operation's own.</param>
internal sealed record SoakTurn(SoakClient Client, Random Random, int Operation);
