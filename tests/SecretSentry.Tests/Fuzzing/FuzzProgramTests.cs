using System.Diagnostics;

namespace SecretSentry.Tests.Fuzzing;

/// <summary>
/// The short form of fuzzing, with the same inputs each time, and a test that it finds what is planted. The long form is
/// <c>./test.sh --deep fuzz</c>.
/// </summary>
public sealed class FuzzProgramTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("secretsentry-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public void No_parser_of_foreign_bytes_breaks_a_promise()
    {
        var (code, output) = Run("check", "--inputs", "1500", "--seed", "1");
        output.Should().Contain(" 0 failures");
        code.Should().Be(0, output);
        output.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal)).Should().BeGreaterThan(35);
    }

    [Theory]
    [InlineData("exception", "InvalidOperationException-*.input")]
    [InlineData("memory", "too-much-memory-*.input")]
    [InlineData("overflow", "the-process-ended-*.input")]
    public void A_planted_fault_is_found_and_kept_with_its_input(string fault, string kept)
    {
        var (code, output) = Run("run", "--target", "planted-" + fault, "--inputs", "50000");
        code.Should().Be(1, output);
        var file = Directory.GetFiles(Path.Combine(_state, "targets", "planted-" + fault, "failures"), kept)
            .Should().ContainSingle().Subject;
        File.ReadAllText(file).Should().StartWith("Fuzz");
    }

    [Fact]
    public void A_run_goes_on_with_the_corpus_and_the_counts_of_the_last_one()
    {
        Run("run", "--target", "delta", "--inputs", "2000").Code.Should().Be(0);
        Run("run", "--target", "delta", "--inputs", "2000").Output.Should().Contain("| delta | 4,096 |");
        Directory.GetFiles(Path.Combine(_state, "targets", "delta", "corpus")).Should().NotBeEmpty();
    }

    private (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestPaths.Top
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SecretSentry.Fuzz.dll"));
        arguments.Concat(["--state", _state]).ToList().ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
