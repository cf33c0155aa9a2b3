using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>What a change may use while its group's transaction is open.</summary>
internal sealed class Transaction(Sql sql, Sequence sequence, TimeProvider wireClock)
{
    public Sql Sql { get; } = sql;

    /// <summary>Files that lose their last reference when the transaction commits.</summary>
    public List<long> CondemnedFiles { get; } = [];

    /// <summary>Milliseconds, because that is what the wire shows and the index keeps.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(wireClock.GetUtcNow().ToUnixTimeMilliseconds());

    public long NextNumber() => sequence.Next();
}
