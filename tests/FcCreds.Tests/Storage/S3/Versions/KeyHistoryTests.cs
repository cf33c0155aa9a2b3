using FcCreds.Storage;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Tests.Storage.S3.Versions;

/// <summary>What a process that dies between two requests of a change leaves behind, and what it then counts as.</summary>
public sealed class KeyHistoryTests
{
    private static readonly ObjectName Name = new("photos", "a");
    private static readonly DateTimeOffset Written = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void A_write_that_died_before_it_replaced_the_object_has_kept_nothing_yet()
    {
        var history = KeyHistory.Of(Name, Under(20), [Entry(20), Entry(10)]);
        Assert.Equal("10 | 20", Orders(history));
    }

    [Fact]
    public void Once_the_object_is_replaced_what_was_kept_counts()
    {
        var history = KeyHistory.Of(Name, Under(30), [Entry(20), Entry(10)]);
        Assert.Equal("20 10 | ", Orders(history));
    }

    [Fact]
    public void A_delete_that_died_before_it_removed_the_object_has_deleted_nothing_yet()
    {
        var history = KeyHistory.Of(Name, Under(20), [Entry(30) with { IsDeleteMarker = true }, Entry(20), Entry(10)]);
        Assert.Equal("10 | 30 20", Orders(history));
        Assert.Equal(20, history.MainOrder);
    }

    [Fact]
    public void Without_an_object_the_newest_entry_is_the_current_version()
    {
        var history = KeyHistory.Of(Name, null, [Entry(30) with { IsDeleteMarker = true }, Entry(20)]);
        Assert.Equal("30 20 | ", Orders(history));
        Assert.True(history.Past[0].IsDeleteMarker);
    }

    [Fact]
    public void A_version_that_was_put_back_is_there_once_though_its_entry_is_left()
    {
        var history = KeyHistory.Of(Name, Under(10, putBack: true), [Entry(10), Entry(5)]);
        Assert.Equal("5 | 10", Orders(history));
    }

    [Fact]
    public void An_object_that_somebody_else_wrote_is_the_null_version_above_all()
    {
        var history = KeyHistory.Of(Name, Under(null), [Entry(20), Entry(15) with { IsNull = true }, Entry(10)]);
        Assert.Equal("20 10 | 15", Orders(history));
        Assert.True(history.IsMainNull && history.MainOrder > 20);
    }

    [Fact]
    public void The_kept_copy_of_the_null_version_does_not_count_before_the_object_is_replaced_and_does_then()
    {
        var copy = Entry(15) with { IsNull = true, BackendETag = "null-s" };
        Assert.Equal("10 | 15", Orders(KeyHistory.Of(Name, Under(null), [copy, Entry(10)])));
        Assert.Equal("15 10 | ", Orders(KeyHistory.Of(Name, Under(20), [copy, Entry(10)])));
        // The same bytes again by somebody else: the time tells the two apart, and there is one null version.
        Assert.Equal("10 | 15", Orders(KeyHistory.Of(Name, Under(null) with { LastModified = Written.AddSeconds(1) }, [copy, Entry(10)])));
    }

    [Fact]
    public void Of_two_entries_of_a_version_the_rewritten_one_counts()
    {
        var history = KeyHistory.Of(Name, Under(30), [Entry(20) with { Rewrite = 1, StorageClass = "Archive" }, Entry(20), Entry(10)]);
        Assert.Equal("20 10 | 20", Orders(history));
        Assert.Equal("Archive", history.Past[0].StorageClass);
    }

    [Fact]
    public void Of_two_null_versions_in_the_index_the_newer_counts()
    {
        var history = KeyHistory.Of(Name, Under(30), [Entry(20) with { IsNull = true, IsDeleteMarker = true }, Entry(10) with { IsNull = true }]);
        Assert.Equal("20 | 10", Orders(history));
    }

    [Fact]
    public void The_next_number_is_above_all_that_the_key_has_even_what_does_not_count()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        Assert.InRange(KeyHistory.Of(Name, Under(50_000), [Entry(90_000), Entry(10)]).NextOrder(time), 90_001, long.MaxValue);
        Assert.InRange(KeyHistory.Of(Name, null, []).NextOrder(time), 0, 1023);
    }

    [Fact]
    public void Names_of_entries_order_newest_first_and_say_everything_again()
    {
        PastVersion[] entries =
        [
            Entry(30) with { IsDeleteMarker = true },
            Entry(20) with { Rewrite = 2, StorageClass = "ColdArchive", ETag = "29B94424-2.é/", Length = 1L << 40 },
            Entry(20) with { Rewrite = 1 },
            Entry(20),
            Entry(10) with { IsNull = true, BackendETag = "abc" },
        ];
        var names = entries.Select(entry => entry.Write()).ToArray();
        Assert.Equal(names, names.Order(StringComparer.Ordinal));
        Assert.Equal(entries, names.Select(name => PastVersion.Read(name)!));
        Assert.All(new[] { "", "x", names[0] + ".", names[0][1..].Replace('.', '-') }, text => Assert.Null(PastVersion.Read(text)));
    }

    /// <summary>Of the entries that count, and of those that do not.</summary>
    private static string Orders(KeyHistory history) => $"{string.Join(' ', history.Past.Select(entry => entry.Order))} | {string.Join(' ', history.Void.Select(entry => entry.Order))}";

    private static PastVersion Entry(long order) => new() { Order = order, IsNull = false, IsDeleteMarker = false, LastModified = Written, Length = 1, ETag = "E", ObjectType = "Normal", StorageClass = "Standard" };

    /// <param name="order">Null for an object without a stamp.</param>
    private static ObjectVersion Under(long? order, bool putBack = false)
    {
        var stamp = order is { } number ? new VersionStamp(number, IsNull: false, putBack ? Written : null) : null;
        return new()
        {
            Name = Name,
            VersionId = stamp?.VersionId ?? ObjectVersion.NullVersionId,
            IsLatest = true,
            IsDeleteMarker = false,
            Length = 1,
            LastModified = Written,
            Revision = order ?? 1,
            FactsRevision = 0,
            Description = new() { ETag = "E", ObjectType = "Normal", StorageClass = "Standard" },
            Content = new S3Content(new("photos", "a"), stamp is null ? "null-s" : "stamped-s") { Stamp = stamp },
        };
    }
}
