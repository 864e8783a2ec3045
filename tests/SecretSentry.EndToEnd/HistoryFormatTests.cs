using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>
/// Tests every format in which git stores objects, and every way in which objects can be missing: what is found, what is reported, and the
/// exit code.
/// </summary>
public class HistoryFormatTests
{
    [Fact]
    public void Two_packs_with_a_multi_pack_index_and_loose_objects_are_scanned_together()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("repack", "-q", "-a", "-d");
        Commit(repository, 2);
        repository.Git("repack", "-q", "-d");
        repository.Git("multi-pack-index", "write");
        Commit(repository, 3);
        Scan(repository).Should().Be((1, 3, true));
        var run = repository.Secretsentry("scan", "--history", "--format", "json", "--no-cache");
        using var json = JsonDocument.Parse(run.Output);
        var objects = json.RootElement.GetProperty("coverage").GetProperty("objects");
        var listed = repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).CountBy(kind => kind);
        foreach (var (kind, count) in listed)
        {
            objects.GetProperty(kind + "s").GetInt64().Should().Be(count, "git lists this number of {0} objects", kind);
        }
    }

    /// <summary>The second run uses the cache of the first.</summary>
    [Theory]
    [InlineData("idx", "INCOMPLETE: pack-", "the pack has no index")]
    [InlineData("pack", "INCOMPLETE: pack-", "the index has no pack")]
    public void A_pack_without_an_index_and_an_index_without_a_pack_are_reported_as_gaps(string extension, string gap, string reason)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "clean\n");
        repository.Git("add", ".");
        repository.Commit("one");
        repository.Git("repack", "-q", "-a", "-d");
        repository.Write("b.txt", "clean too\n");
        repository.Git("add", ".");
        repository.Git("write-tree");
        File.Delete(Path.ChangeExtension(Writable(repository), extension));
        MustBeIncomplete(repository, gap, reason);
    }

    [Fact]
    public void A_missing_parent_commit_is_reported_with_its_id()
    {
        using var repository = new TempRepository();
        repository.Commit("one");
        repository.Commit("two");
        var parent = repository.Git("rev-parse", "HEAD~1").Trim();
        File.Delete(Path.Combine(repository.Folder, ".git", "objects", parent[..2], parent[2..]));
        MustBeIncomplete(repository, "INCOMPLETE: 1 objects that commits, tags and trees refer to are missing", parent);
    }

    [Fact]
    public void An_object_with_changed_content_is_reported_with_its_id()
    {
        using var repository = new TempRepository();
        repository.Git("config", "core.looseCompression", "0");
        repository.Write("a.txt", "a text to be altered\n");
        repository.Git("add", ".");
        repository.Commit("one");
        var id = repository.Git("rev-parse", "HEAD:a.txt").Trim();
        var file = Path.Combine(repository.Folder, ".git", "objects", id[..2], id[2..]);
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.AsSpan().IndexOf("altered"u8)] ^= 1;
        File.WriteAllBytes(file, bytes);
        MustBeIncomplete(repository, "NOT READ: object " + id);
    }

    [Fact]
    public void Unreachable_objects_in_a_cruft_pack_are_found()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("checkout", "-q", "--orphan", "other");
        repository.Git("rm", "-q", "-rf", ".");
        repository.Commit("empty");
        repository.Git("branch", "-q", "-D", "main");
        repository.Git("reflog", "expire", "--expire=now", "--all");
        repository.Git("repack", "-q", "--cruft", "-d");
        Directory.GetFiles(PackFolder(repository), "*.mtimes").Should().NotBeEmpty();
        var run = repository.Secretsentry("scan", "--history", "--format", "json");
        Reachabilities(run.Output).Should().Equal("unreachable");
    }

    [Fact]
    public void Objects_of_an_alternate_are_scanned()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("clone", "-q", "--shared", ".", "clone");
        Scan(repository, "clone").Should().Be((1, 1, true));
    }

    [Fact]
    public void Objects_named_by_the_environment_are_scanned()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        Directory.Move(Path.Combine(repository.Folder, ".git", "objects"), Path.Combine(repository.Folder, "elsewhere"));
        Directory.CreateDirectory(Path.Combine(repository.Folder, ".git", "objects"));
        foreach (var name in new[] { "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES" })
        {
            var run = Programs.Start(Programs.Secretsentry, repository.Folder, ["scan", "--history"],
                [(name, Path.Combine(repository.Folder, "elsewhere"))]);
            run.ExitCode.Should().Be(1, run.All);
        }
    }

    [Fact]
    public void A_scan_of_a_partial_clone_reports_the_number_of_missing_objects()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("config", "uploadpack.allowFilter", "true");
        repository.Git("clone", "-q", "--bare", "--filter=blob:none", $"file://{repository.Folder}", "partial");
        var run = repository.Secretsentry("scan", "--history", "-C", "partial");
        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("1 objects that commits, tags and trees refer to are missing").And.Contain("the clone is partial");
        repository.Secretsentry("scan", "--history", "-C", "partial", "--allow-shallow").ExitCode.Should().Be(0);
    }

    [Fact]
    public void The_option_allow_shallow_accepts_a_shallow_clone()
    {
        using var repository = new TempRepository();
        repository.Commit("one");
        repository.Commit("two");
        repository.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", "shallow");
        repository.Secretsentry("scan", "--history", "-C", "shallow").ExitCode.Should().Be(3);
        repository.Secretsentry("scan", "--history", "-C", "shallow", "--allow-shallow").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_SHA_256_repository_and_a_linked_worktree_are_scanned()
    {
        using var repository = new TempRepository();
        repository.Git("init", "-q", "-b", "main", "--object-format=sha256", "wide");
        repository.Write("wide/a.txt", $"key {Generate.AwsKeyId(1)}\n");
        repository.Git("-C", "wide", "add", ".");
        repository.Git("-C", "wide", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-q", "-m", "one");
        Scan(repository, "wide").Should().Be((1, 1, true));
        repository.Git("-C", "wide", "worktree", "add", "-q", "../linked");
        Scan(repository, "linked").Should().Be((1, 1, true));
    }

    [Fact]
    public void Submodules_are_counted_and_not_followed()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},module");
        repository.Git("commit", "-q", "-m", "module");
        var run = repository.Secretsentry("scan", "--history");
        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("1 commit of submodules not followed").And.NotContain("INCOMPLETE");
    }

    [Fact]
    public void A_repository_whose_refs_git_cannot_read_is_scanned_and_the_gap_is_reported()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("config", "core.repositoryFormatVersion", "1");
        File.AppendAllText(Path.Combine(repository.Folder, ".git", "config"), "[extensions]\n\trefStorage = nonsense\n");
        var run = repository.Secretsentry("scan", "--history");
        run.ExitCode.Should().Be(1, run.All);
        run.Output.Should().Contain("INCOMPLETE: refs and reflogs are not known");
    }

    [Fact]
    public void Replace_refs_and_grafts_hide_no_objects()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Write("clean", "clean\n");
        repository.Git("replace", repository.Git("rev-parse", "HEAD:f1.txt").Trim(), repository.Git("hash-object", "-w", "clean").Trim());
        Scan(repository).Should().Be((1, 1, true));
        repository.Write("b.txt", "b\n");
        repository.Git("add", "b.txt");
        repository.Commit("second");
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "info", "grafts"), repository.Git("rev-parse", "HEAD"));
        Scan(repository).Should().Be((1, 1, false));
    }

    [Fact]
    public void Trees_with_zero_padded_modes_are_read()
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        var inner = Tree("100644 f1.txt", repository.Git("rev-parse", "HEAD:f1.txt"));
        var commit = repository.Git("commit-tree", "-m", "padded", Tree("040000 dir", inner));
        repository.Git("update-ref", "refs/heads/main", commit.Trim());
        repository.Git("reflog", "expire", "--expire=now", "--all");
        var run = repository.Secretsentry("scan", "--history", "--format", "jsonl");
        run.Output.Should().Contain("\"file\":\"dir/f1.txt\"").And.Contain("\"reachability\":\"head\"");

        string Tree(string entry, string id)
        {
            repository.Write("tree", [.. System.Text.Encoding.ASCII.GetBytes(entry), 0, .. Convert.FromHexString(id.Trim())]);
            return repository.Git("hash-object", "-t", "tree", "--literally", "-w", "tree").Trim();
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void A_wrong_byte_in_a_pack_is_reported_and_the_rest_is_scanned(double place)
    {
        using var repository = new TempRepository();
        for (var i = 1; i < 8; i++)
        {
            Commit(repository, i);
        }

        repository.Git("repack", "-q", "-a", "-d");
        var pack = Writable(repository);
        var bytes = File.ReadAllBytes(pack);
        bytes[(int)(bytes.Length * place)] ^= 0x55;
        File.WriteAllBytes(pack, bytes);
        var run = repository.Secretsentry("scan", "--history", "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        var coverage = json.RootElement.GetProperty("coverage");
        coverage.GetProperty("complete").GetBoolean().Should().BeFalse();
        coverage.GetProperty("unreadable").EnumerateObject().Should().NotBeEmpty();
        (coverage.GetProperty("scanned").GetInt64() + coverage.GetProperty("unreadable").EnumerateObject().Count()).Should()
            .Be(coverage.GetProperty("enumerated").GetInt64());
        run.ExitCode.Should().Be(1);
    }

    [Theory]
    [InlineData("pack")]
    [InlineData("idx")]
    public void A_truncated_pack_or_index_is_never_reported_as_a_clean_history(string extension)
    {
        using var repository = new TempRepository();
        Commit(repository, 1);
        repository.Git("repack", "-q", "-a", "-d");
        var file = Path.ChangeExtension(Writable(repository), extension);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^30]);
        var run = repository.Secretsentry("scan", "--history", "--no-progress");
        run.ExitCode.Should().BeOneOf(1, 3);
        run.Output.Should().Contain("INCOMPLETE: pack-");
    }

    [DeepFact]
    public void A_blob_over_two_gigabytes_is_scanned_with_little_memory()
    {
        using var repository = new TempRepository();
        var make = Programs.Start("/bin/bash", repository.Folder,
            ["-ec", $"(head -c 1500000000 /dev/zero; printf '\\nkey {Generate.AwsKeyId(1)}\\n'; head -c 900000000 /dev/zero) | git -c "
            + "core.bigFileThreshold=10m hash-object -w --stdin"]);
        make.ExitCode.Should().Be(0, make.All);
        foreach (var isPacked in new[] { false, true })
        {
            if (isPacked)
            {
                repository.Git("update-ref", "refs/tags/big", make.Output.Trim());
                repository.Git("-c", "core.bigFileThreshold=10m", "repack", "-q", "-a", "-d");
            }

            var run = Programs.Start("/bin/bash", repository.Folder,
                ["-c", $"'{Programs.Secretsentry}' scan --history --threads 1 --format json --no-progress & pid=$!; peak=0; while kill "
                + "-0 $pid 2>/dev/null; do now=$(awk '/^RssAnon/ {print $2}' /proc/$pid/status 2>/dev/null); [ \"${now:-0}\" -gt "
                + "$peak ] && peak=$now; sleep 0.05; done; wait $pid; code=$?; echo $peak >&2; exit $code"]);
            run.ExitCode.Should().Be(1, run.All);
            using var json = JsonDocument.Parse(run.Output);
            json.RootElement.GetProperty("findings").GetArrayLength().Should().Be(1);
            json.RootElement.GetProperty("coverage").GetProperty("complete").GetBoolean().Should().BeTrue();
            int.Parse(run.Error.Trim().Split('\n')[^1], System.Globalization.CultureInfo.InvariantCulture).Should().BeLessThan(300_000);
        }
    }

    private static void MustBeIncomplete(TempRepository repository, params string[] texts)
    {
        for (var i = 0; i < 2; i++)
        {
            var run = repository.Secretsentry("scan", "--history", "--no-progress");
            run.ExitCode.Should().Be(3, run.All);
            run.All.Should().ContainAll(texts);
        }
    }

    private static void Commit(TempRepository repository, int seed)
    {
        repository.Write($"f{seed}.txt", $"file {seed}\nkey {Generate.AwsKeyId(seed)}\n{Generate.Random(3000, seed)}\n");
        repository.Git("add", ".");
        repository.Commit($"commit {seed}");
    }

    private static (int Code, int Findings, bool IsComplete) Scan(TempRepository repository, string folder = ".")
    {
        var run = repository.Secretsentry("scan", "--history", "-C", folder, "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        return (run.ExitCode, json.RootElement.GetProperty("findings").GetArrayLength(), json.RootElement.GetProperty("coverage")
            .GetProperty("complete").GetBoolean());
    }

    private static IEnumerable<string?> Reachabilities(string output)
    {
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => finding.GetProperty("reachability").GetString())];
    }

    private static string PackFolder(TempRepository repository) => Path.Combine(repository.Folder, ".git", "objects", "pack");

    private static string Writable(TempRepository repository)
    {
        foreach (var file in Directory.GetFiles(PackFolder(repository)))
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        }

        return Directory.GetFiles(PackFolder(repository), "*.pack").Single();
    }
}
