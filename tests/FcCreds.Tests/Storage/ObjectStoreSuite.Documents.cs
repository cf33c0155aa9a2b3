using System.Globalization;
using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Document_is_found_as_it_was_put()
    {
        var revision = await Store.Documents.PutAsync("role/exporter", RandomBytes(3000), Precondition.Any, Ct);
        var found = await Store.Documents.FindAsync("role/exporter", Ct);
        Assert.Equal(("role/exporter", revision), (found!.Name, found.Revision));
        Assert.Equal(RandomBytes(3000), found.Content.ToArray());
        Assert.Null(await Store.Documents.FindAsync("role/Exporter", Ct));
    }

    [Fact]
    public async Task Empty_document_is_a_document()
    {
        await Store.Documents.PutAsync("empty", ReadOnlyMemory<byte>.Empty, Precondition.Any, Ct);
        Assert.Equal(0, (await Store.Documents.FindAsync("empty", Ct))!.Content.Length);
    }

    [Fact]
    public async Task Document_that_must_be_absent_is_put_once()
    {
        Assert.NotNull(await Store.Documents.PutAsync("role/a", Encoding.UTF8.GetBytes("first"), Precondition.Absent, Ct));
        Assert.Null(await Store.Documents.PutAsync("role/a", Encoding.UTF8.GetBytes("second"), Precondition.Absent, Ct));
        Assert.Equal("first"u8.ToArray(), (await Store.Documents.FindAsync("role/a", Ct))!.Content.ToArray());
    }

    [Fact]
    public async Task Document_is_replaced_and_deleted_only_at_its_revision()
    {
        var documents = Store.Documents;
        var first = (await documents.PutAsync("role/a", new byte[] { 1 }, Precondition.Any, Ct))!.Value;
        var second = (await documents.PutAsync("role/a", new byte[] { 2 }, Precondition.AtRevision(first), Ct))!.Value;
        Assert.NotEqual(first, second);
        Assert.Null(await documents.PutAsync("role/a", new byte[] { 3 }, Precondition.AtRevision(first), Ct));
        Assert.False(await documents.DeleteAsync("role/a", Precondition.AtRevision(first), Ct));
        Assert.True(await documents.DeleteAsync("role/a", Precondition.AtRevision(second), Ct));
        Assert.False(await documents.DeleteAsync("role/a", Precondition.Any, Ct));
        Assert.Null(await documents.PutAsync("role/a", new byte[] { 4 }, Precondition.AtRevision(second), Ct));
    }

    [Fact]
    public async Task Documents_are_listed_by_prefix_in_byte_order()
    {
        string[] names = ["role/a", "role/ab", "role/é", "role/\uFFFD", "role/😀", "rolf", "user/a"];
        foreach (var name in names.Reverse())
            await Store.Documents.PutAsync(name, Encoding.UTF8.GetBytes(name), Precondition.Any, Ct);
        var listed = await Store.Documents.ListAsync("role/", Ct);
        Assert.Equal(names[..5], listed.Select(d => d.Name));
        Assert.All(listed, d => Assert.Equal(Encoding.UTF8.GetBytes(d.Name), d.Content.ToArray()));
        Assert.Equal(names, (await Store.Documents.ListAsync("", Ct)).Select(d => d.Name));
    }

    [Fact]
    public async Task Compare_and_swap_races_lose_no_update()
    {
        await Store.Documents.PutAsync("count", "0"u8.ToArray(), Precondition.Any, Ct);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(AddTenAsync)));
        Assert.Equal("80"u8.ToArray(), (await Store.Documents.FindAsync("count", Ct))!.Content.ToArray());

        async Task AddTenAsync()
        {
            for (var added = 0; added < 10;)
            {
                var found = (await Store.Documents.FindAsync("count", Ct))!;
                var next = int.Parse(found.Content.Span, CultureInfo.InvariantCulture) + 1;
                var content = Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture));
                if (await Store.Documents.PutAsync("count", content, Precondition.AtRevision(found.Revision), Ct) is not null)
                    added++;
            }
        }
    }
}
