using System.Text;
using FcCreds.Storage;

namespace FcCreds.Tests.Storage;

public abstract partial class ObjectStoreSuite
{
    [Fact]
    public async Task Commit_takes_the_document_that_it_consumes_away()
    {
        var document = await DocumentAsync("bucket/photos/uploads/1");
        Assert.Equal(CommitVerdict.Committed, (await ConsumeAsync("a", document)).Verdict);
        Assert.Null(await Store.Documents.FindAsync(document.Name, Ct));
        Assert.Equal(CommitVerdict.DocumentChanged, (await ConsumeAsync("b", document)).Verdict);
        Assert.Null(await FindAsync("b"));
    }

    [Fact]
    public async Task Commit_is_refused_when_the_document_changed_meanwhile()
    {
        var document = await DocumentAsync("bucket/photos/uploads/1");
        await Store.Documents.PutAsync(document.Name, Encoding.UTF8.GetBytes("changed"), Precondition.Any, Ct);
        Assert.Equal(CommitVerdict.DocumentChanged, (await ConsumeAsync("a", document)).Verdict);
        Assert.NotNull(await Store.Documents.FindAsync(document.Name, Ct));
    }

    [Fact]
    public async Task Refused_commit_leaves_the_document()
    {
        await PutAsync("a");
        var document = await DocumentAsync("bucket/photos/uploads/1");
        Assert.Equal(CommitVerdict.PreconditionFailed, (await ConsumeAsync("a", document, Precondition.Absent)).Verdict);
        Assert.NotNull(await Store.Documents.FindAsync(document.Name, Ct));
    }

    [Fact]
    public async Task Of_commits_that_consume_one_document_one_comes_through()
    {
        var document = await DocumentAsync("bucket/photos/uploads/1");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(async () => await ConsumeAsync($"key-{at}", document))));
        Assert.Single(outcomes, outcome => outcome.Verdict == CommitVerdict.Committed);
        Assert.Single((await Store.ListAsync(new() { Bucket = Bucket, Limit = 10 }, Ct)).Objects);
    }

    [Fact]
    public async Task Commit_can_ask_for_unchanged_facts()
    {
        var version = await PutAsync("a");
        Assert.True(await Store.ReplaceFactsAsync(version, Encoding.UTF8.GetBytes("acl=private"), Ct));
        Assert.Equal(CommitVerdict.PreconditionFailed, (await CommitAsync(Name("a"), [], Precondition.Unchanged(version))).Verdict);
        Assert.Equal(CommitVerdict.Committed, (await CommitAsync(Name("a"), [], Precondition.Unchanged((await FindAsync("a"))!))).Verdict);
    }

    private async Task<Document> DocumentAsync(string name)
    {
        await Store.Documents.PutAsync(name, Encoding.UTF8.GetBytes("upload"), Precondition.Absent, Ct);
        return (await Store.Documents.FindAsync(name, Ct))!;
    }

    private async Task<CommitOutcome> ConsumeAsync(string key, Document document, Precondition precondition = default)
        => await Store.CommitAsync(new() { Name = Name(key), Pieces = [], Description = Describe(), Precondition = precondition, Consumes = document }, Ct);
}
