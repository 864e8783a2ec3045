namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>Runs the program and states what its verdict must be.</summary>
internal static class Verdict
{
    /// <summary>Scans twice, so that the second run can use what the first one kept.</summary>
    public static Run ScanTwice(TempRepository repository, params string[] arguments)
    {
        string[] all = ["scan", .. arguments, "--no-progress"];
        var first = repository.Secretsentry(all);
        var second = repository.Secretsentry(all);
        second.ExitCode.Should().Be(first.ExitCode, "a second run gives the same verdict: {0}", second.All);
        return second;
    }

    /// <summary>Requires exit code 3, and that nobody reads the report as clean.</summary>
    public static void ShouldBeGap(this Run run, string because)
    {
        run.ExitCode.Should().Be(3, "{0}: {1}", because, run.All);
        run.Output.Should().NotContain("No credentials found.").And.NotContain("No credentials found\n");
        run.All.Should().NotContain("   at SecretSentry").And.NotContain("Unhandled");
    }

    /// <summary>Requires exit code 2, and that the message contains the words.</summary>
    public static void ShouldBeRefused(this Run run, string words)
    {
        run.ExitCode.Should().Be(2, run.All);
        run.Error.Should().Contain(words);
        run.Output.Should().NotContain("No credentials found");
    }

    /// <summary>Runs the program with further variables in its environment.</summary>
    public static Run Secretsentry(this TempRepository repository, IEnumerable<(string, string)> environment, params string[] arguments) =>
        Programs.Start(Programs.Secretsentry, repository.Folder, arguments, environment);

    /// <summary>Adds a file and commits it.</summary>
    public static string Commit(this TempRepository repository, string path, string text)
    {
        repository.Write(path, text);
        repository.Git("add", "--", path);
        repository.Commit($"add {path}");
        return repository.Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>Removes an object that is in a file of its own.</summary>
    public static void RemoveObject(this TempRepository repository, string id) => RemoveObject(Path.Combine(repository.Folder, ".git"), id);

    /// <inheritdoc cref="RemoveObject(TempRepository, string)"/>
    public static void RemoveObject(string gitDirectory, string id)
    {
        var file = Path.Combine(gitDirectory, "objects", id[..2], id[2..]);
        File.Exists(file).Should().BeTrue();
        File.Delete(file);
    }
}
