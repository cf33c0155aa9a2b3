using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>The format of the index, as the steps that lead from each version to the next. Steps are only ever added.</summary>
internal static class Schema
{
    private static readonly string[] Steps =
    [
        """
        create table counter (value integer not null);
        insert into counter values (0);

        create table document (name blob primary key, content blob not null, revision integer not null) without rowid;

        create table bucket (
          id integer primary key autoincrement,
          name text not null unique,
          owner text not null,
          created integer not null,
          region text not null,
          storage_class text not null,
          redundancy text not null);

        -- One row per version, clustered in the order of listings: bytes of the key, then newest first.
        -- revision is the version's place in the store's history; is_null marks the 'null' version.
        create table version (
          bucket integer not null,
          key blob not null,
          revision integer not null,
          is_null integer not null,
          is_marker integer not null,
          length integer not null,
          modified integer not null,
          facts_revision integer not null,
          etag text not null,
          type text not null,
          storage_class text not null,
          crc64 integer,
          extents blob not null,
          headers blob not null,
          facts blob not null,
          primary key (bucket, key, revision desc)) without rowid;

        create table body (id integer primary key, content blob not null);

        -- Files always have a row here, bodies only while more than one extent refers to them.
        create table content_references (id integer primary key, count integer not null);
        """,

        $"""
        insert into bucket (name, owner, created, region, storage_class, redundancy) values ('{HiddenBucket.Parts}', '', 0, '', '', '');
        """,

        UsageTable.Creation,

        $"""
        insert into bucket (name, owner, created, region, storage_class, redundancy) values ('{HiddenBucket.Code}', '', 0, '', '', '');
        """,
    ];

    public static int CurrentFormat => Steps.Length;

    /// <summary>Brings the index to the current format; each step is one transaction.</summary>
    public static void Migrate(Sql sql, string folder)
    {
        var format = (int)sql.Number("pragma user_version").GetValueOrDefault();
        if (format > CurrentFormat)
            throw new DataFolderFormatException(folder, format, CurrentFormat);
        for (; format < CurrentFormat; format++)
            sql.Script($"begin immediate; {Steps[format]} pragma user_version = {format + 1}; commit;");
    }
}
