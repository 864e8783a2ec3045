using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;

namespace SecretSentry.Tests.Git;

/// <summary>
/// Reading the index directly gives the same result as the git program, for every index format and every kind of change.
/// </summary>
public class IndexDiffTests
{
    /// <summary>Nested folders, names that sort in an unusual order around '/', symbolic links, submodules.</summary>
    private static readonly string[] Names =
        ["a", "a.b", "a0/x", "a/b", "a/b.c", "a/b0", "a-/z", "deep/er/and/er/f", "deep/er.txt", "long/" + new string('n', 200) + "/"
        + new string('m', 200), "z", "caf\u00e9/\u00fc"];

    [Theory]
    [InlineData(2, "sha1")]
    [InlineData(3, "sha1")]
    [InlineData(4, "sha1")]
    [InlineData(2, "sha256")]
    [InlineData(4, "sha256")]
    public void Staged_changes_read_from_the_index_equal_those_that_git_reports(int version, string format)
    {
        using var repository = new TempRepository("--object-format=" + format);
        repository.Git("config", "index.version", $"{version}");
        var random = new Random(version);
        for (var round = 0; round < 40; round++)
        {
            Change(repository, random);
            SameAsGit(repository);
            if (random.Next(3) == 0)
            {
                repository.Git("commit", "-q", "--allow-empty", "-m", $"round {round}");
                SameAsGit(repository);
            }

            if (round == 25)
            {
                repository.Git("gc", "-q");
                SameAsGit(repository);
            }
        }
    }

    [Theory]
    [InlineData("git update-index --split-index && echo new >a && git add a")]
    [InlineData("git sparse-checkout set --cone --sparse-index deep && echo new >deep/new && git add deep/new")]
    [InlineData("printf broken >.git/index")]
    [InlineData("printf 'ref: refs/other/x' >.git/HEAD")]
    public void Unsupported_indexes_are_left_to_git(string script)
    {
        using var repository = new TempRepository();
        foreach (var name in new[] { "a", "deep/er/f", "wide/f" })
        {
            repository.Commit(name, "content\n");
        }

        repository.Shell(script);
        using var objects = RepositoryObjects.Open(repository.Top);
        StagedChanges.ReadHere(objects).Should().BeNull();
    }

    [Theory]
    [InlineData("git pack-refs --all && git checkout -q -b packed && git pack-refs --all")]
    [InlineData("git worktree add -q linked && cd linked && echo x >new && git add new")]
    [InlineData("git checkout -q --detach")]
    [InlineData("git checkout -q --orphan new")]
    [InlineData("git add -N later; echo x >later; git add -N later")]
    [InlineData("git update-index --skip-worktree a; git update-index --assume-unchanged deep/er/f")]
    [InlineData("git config core.untrackedCache true; git update-index --untracked-cache; git status; git config index.threads 4; echo x "
        + ">a; git add a")]
    [InlineData("git repack -qad; git multi-pack-index write; echo x >a; git add a")]
    [InlineData("git config extensions.worktreeConfig true; echo x >a; git add a")]
    [InlineData("for i in $(seq 1 120); do mkdir $i in$i; echo $i | tee $i/f in$i/f >/dev/null; done; git add .; git commit -qm many; "
        + "echo x >7/f; echo x >in99/new; rm -r 80 in115; git add -A")]
    public void Staged_changes_equal_those_of_git_in_unusual_repositories(string script)
    {
        using var repository = new TempRepository();
        foreach (var name in new[] { "a", "deep/er/f", "wide/f" })
        {
            repository.Commit(name, "content\n");
        }

        repository.Shell(script);
        SameAsGit(repository);
        if (Directory.Exists(repository.PathOf("linked")))
        {
            SameAsGit(repository, "linked");
        }
    }

    [Fact]
    public void A_truncated_or_changed_index_never_causes_a_crash_or_an_endless_loop()
    {
        using var repository = new TempRepository();
        Array.ForEach(Names.Where(name => name is not "a").ToArray(), name => repository.Write(name, name));
        repository.Git("add", ".");
        var bytes = File.ReadAllBytes(repository.PathOf(".git/index"));
        var random = new Random(7);
        for (var i = 0; i < 600; i++)
        {
            var damaged = bytes.ToArray()[..(i % 3 == 0 ? random.Next(bytes.Length) : bytes.Length)];
            for (var flips = random.Next(1, 4); flips > 0 && damaged.Length > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(repository.PathOf(".git/index"), damaged);
            using var objects = RepositoryObjects.Open(repository.Top);
            StagedChanges.ReadHere(objects); // may return an answer or none
        }
    }

    [Fact]
    public void Objects_read_one_by_one_equal_those_that_git_reads()
    {
        using var repository = new TempRepository();
        var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i}\n"));
        for (var i = 0; i < 30; i++)
        {
            repository.Commit("f", text.Replace($"line {i * 7}\n", $"changed {i}\n", StringComparison.Ordinal), $"commit {i}");
        }

        repository.Git("repack", "-qadf", "--depth=20");
        repository.Commit("loose", "loose\n");
        using var objects = RepositoryObjects.Open(repository.Top);
        using var git = BlobReader.Start(repository.Top);
        foreach (var line in repository.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").Split('\n'))
        {
            SecretSentry.Git.Objects.ObjectId.TryParse(line, out var id).Should().BeTrue();
            objects.Lookup!.Read(id, out var own, out var kind).Should().Be(SecretSentry.Git.Objects.ReadOutcome.Read);
            git.TryRead(line, out var theirs, out var name, out _).Should().BeTrue();
            own.SequenceEqual(theirs).Should().BeTrue();
            SecretSentry.Git.Objects.ObjectFormat.NameOf(kind).Should().Be(name);
            objects.Contains(id).Should().BeTrue();
        }

        SecretSentry.Git.Objects.ObjectId.TryParse(new string('1', 40), out var absent).Should().BeTrue();
        objects.Contains(absent).Should().BeFalse();
        objects.Read(absent, out _, out _, out var problem).Should().Be(SecretSentry.Git.Objects.ReadOutcome.Unreadable);
        problem.Should().Contain("missing");
    }

    private static void Change(TempRepository repository, Random random)
    {
        var name = Names[random.Next(Names.Length)];
        var script = random.Next(7) switch
        {
            0 => $"git rm -rfq --cached -- '{name}'; rm -rf '{name}'",
            1 => $"rm -rf '{name}'; mkdir -p \"$(dirname '{name}')\"; ln -s target{random.Next(9)} '{name}'; git add -A -- '{name}'",
            2 => "git update-index --add --cacheinfo 160000,$(git rev-parse -q --verify HEAD || git hash-object -t commit --stdin "
            + $"</dev/null),'{name}'",
            3 => $"git update-index --chmod=+x '{name}'",
            4 => "git reset -q --hard",
            _ => $"mkdir -p \"$(dirname '{name}')\"; rm -rf '{name}'; printf {random.Next(99)} >'{name}'; git add -A -- '{name}'",
        };
        repository.Shell(script);
    }

    private static void SameAsGit(TempRepository repository, string folder = ".")
    {
        using var objects = RepositoryObjects.Open(repository.PathOf(folder));
        var own = StagedChanges.ReadHere(objects);
        own.Should().NotBeNull();
        own.Should().BeEquivalentTo(StagedChanges.ReadByGit(repository.PathOf(folder)));
    }
}
