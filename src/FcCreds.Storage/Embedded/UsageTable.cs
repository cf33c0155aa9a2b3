using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>Counts per bucket and storage class, kept by triggers: a question costs the same however much there is.</summary>
internal static class UsageTable
{
    /// <summary>A marker has no storage class, which is how it is told from objects.</summary>
    public const string Creation = """
        create table usage (
          bucket integer not null,
          storage_class text not null,
          objects integer not null,
          bytes integer not null,
          primary key (bucket, storage_class)) without rowid;

        insert into usage select bucket, storage_class, count(*), sum(length) from version group by bucket, storage_class;

        create trigger usage_of_new_version after insert on version begin
          insert into usage values (new.bucket, new.storage_class, 1, new.length)
          on conflict do update set objects = objects + 1, bytes = bytes + excluded.bytes;
        end;

        create trigger usage_of_removed_version after delete on version begin
          update usage set objects = objects - 1, bytes = bytes - old.length where bucket = old.bucket and storage_class = old.storage_class;
        end;

        create trigger usage_of_moved_version after update of storage_class on version when new.storage_class <> old.storage_class begin
          update usage set objects = objects - 1, bytes = bytes - old.length where bucket = old.bucket and storage_class = old.storage_class;
          insert into usage values (new.bucket, new.storage_class, 1, new.length)
          on conflict do update set objects = objects + 1, bytes = bytes + excluded.bytes;
        end;
        """;

    public static BucketUsage Of(Sql sql, string bucket)
    {
        var (classes, markers) = (new List<ClassUsage>(), 0L);
        if (BucketTable.Id(sql, bucket) is not { } id)
            return new BucketUsage(classes, markers);
        using var rows = sql.Query("select storage_class, objects, bytes from usage where bucket = $1 and objects > 0 order by storage_class", id);
        while (rows.Read())
        {
            if (rows.Text(0).Length == 0)
                markers = rows.Number(1);
            else
                classes.Add(new ClassUsage(rows.Text(0), rows.Number(1), rows.Number(2)));
        }

        return new BucketUsage(classes, markers);
    }

    public static void Forget(Transaction transaction, long bucket) => transaction.Sql.Execute("delete from usage where bucket = $1", bucket);
}
