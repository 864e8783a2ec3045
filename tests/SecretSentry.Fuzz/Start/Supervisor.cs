using System.Diagnostics;
using System.Globalization;
using SecretSentry.Fuzz.Runs;

namespace SecretSentry.Fuzz.Start;

/// <summary>
/// Runs each target in a process of its own, one after the other, because some failures end the process. Then prints the table.
/// </summary>
internal sealed class Supervisor(FuzzOptions options)
{
    /// <summary>A target whose process ends this often is left.</summary>
    private const int MaxDeaths = 20;

    /// <summary>A target whose process ends this often in a way that is known is left sooner.</summary>
    private const int MaxKnownDeaths = 2;

    /// <summary>Lines that are kept of what a process says when it ends.</summary>
    private const int SaidLines = 40;

    /// <summary>Returns the exit code: 0 no failure, 1 failures, 2 unknown target.</summary>
    public int Run()
    {
        Directory.CreateDirectory(options.State);
        InstrumentedCode.Prepare(Path.Combine(options.State, "instrumented"));
        var names = options.Target == "all" ? ListTargets() : options.Target.Split(',');
        var watch = Stopwatch.StartNew();
        foreach (var (index, name) in names.Index())
        {
            var code = RunTarget(name, (options.Minutes - watch.Elapsed.TotalMinutes) / (names.Length - index));
            if (code is not (0 or Watchdog.ExitCode) && new TargetState(options.State, name).Failures == 0)
            {
                return code;
            }
        }

        StatusTable.Print(options.State);
        return names.Any(name => new TargetState(options.State, name).Failures > 0) ? 1 : 0;
    }

    private string[] ListTargets()
    {
        using var process = Start(["list", "--state", options.State], isRead: true);
        var names = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return names;
    }

    /// <summary>Starts the process again when it ends early. Returns its last exit code.</summary>
    private int RunTarget(string name, double minutes)
    {
        var (watch, code, known) = (Stopwatch.StartNew(), 0, 0);
        for (var deaths = 0; deaths < MaxDeaths && known < MaxKnownDeaths; deaths++)
        {
            string[] arguments =
            [
                "worker", "--target", name, "--state", options.State, "--seed", Format(options.Seed + (ulong)deaths), "--inputs",
                Format(options.Inputs), "--minutes", Format(Math.Max(0, minutes - watch.Elapsed.TotalMinutes)),
                .. options.IsUntilQuiet ? ["--until-quiet"] : Array.Empty<string>(), .. deaths > 0 ? ["--again"] : Array.Empty<string>(),
            ];
            var failures = new TargetState(options.State, name).Failures;
            using var process = Start(arguments, isRead: false);
            var said = ReadStart(process.StandardError);
            process.WaitForExit();
            code = process.ExitCode;
            if (code is 0 or 2)
            {
                break;
            }

            if (code != Watchdog.ExitCode && !AddDeath(name, $"exit code {Format(code)}\n{said}"))
            {
                Console.Error.WriteLine($"{name}: the worker failed outside of an input: {said}");
                return code;
            }

            known += new TargetState(options.State, name).Failures == failures ? 1 : 0;
        }

        return code;
    }

    /// <summary>Keeps the input that ended a process. Returns false when there was none.</summary>
    private bool AddDeath(string name, string text)
    {
        var state = new TargetState(options.State, name);
        if (CurrentInput.Read(state.Current) is not { } input)
        {
            return false;
        }

        state.AddFailure(Failure.FromDeath(text), input);
        Console.WriteLine($"{name}: the process ended");
        return true;
    }

    /// <summary>Returns the start of what a process says. A stack that overflowed has thousands of lines.</summary>
    private static string ReadStart(StreamReader reader)
    {
        var (said, count) = (new System.Text.StringBuilder(), 0);
        while (reader.ReadLine() is { } line)
        {
            said.Append(count++ < SaidLines ? line + "\n" : "");
        }

        return said.ToString();
    }

    private static string Format<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static Process Start(IEnumerable<string> arguments, bool isRead)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = isRead, RedirectStandardError = !isRead };
        start.ArgumentList.Add(typeof(Supervisor).Assembly.Location);
        arguments.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["DOTNET_TieredPGO"] = "0"; // its counters cost more than it gains here
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }
}
