using System.Diagnostics;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Fuzz.Start;

namespace SecretSentry.Fuzz.Loop;

/// <summary>Runs one target in this process. It is called in the load context with the instrumented assemblies.</summary>
public static class Worker
{
    /// <summary>Returns the exit code: 0 done, 1 the replayed input fails, 2 there is no such target.</summary>
    public static int Run(string[] arguments)
    {
        var options = FuzzOptions.Parse(arguments)!;
        using var map = new CoverageMap(); // before the first instrumented branch
        if (options.Command == "list")
        {
            TargetList.All.Where(target => target.IsListed).ToList().ForEach(target => Console.WriteLine(target.Name));
            return 0;
        }

        if (TargetList.All.FirstOrDefault(target => target.Name == options.Target) is not { } found)
        {
            Console.Error.WriteLine($"there is no target '{options.Target}'; see tests/SecretSentry.Fuzz/README.md");
            return 2;
        }

        var state = new TargetState(options.State, found.Name);
        using var seeds = new SeedFolder();
        var inputs = found.MakeSeeds(seeds).ToList();
        using var loop = new FuzzLoop(found, state, map, options.Seed);
        return options.Command == "replay" ? Replay(loop, options.File) : Fuzz(loop, inputs, options, state);
    }

    private static int Fuzz(FuzzLoop loop, IReadOnlyList<byte[]> seeds, FuzzOptions options, TargetState state)
    {
        if (!options.IsAgain)
        {
            loop.TryFailures();
        }

        loop.Load(seeds);
        var (watch, before) = (Stopwatch.StartNew(), state.Counts.Inputs);
        loop.Run(counts => watch.Elapsed.TotalMinutes >= options.Minutes
            || (options.IsUntilQuiet ? counts.Inputs >= options.Inputs && counts.Inputs - counts.LastEdge >= counts.Inputs / 4
                : counts.Inputs - before >= options.Inputs));
        return 0;
    }

    private static int Replay(FuzzLoop loop, string file)
    {
        var failure = loop.Try(File.ReadAllBytes(file));
        Console.WriteLine(failure?.Text ?? "no failure");
        return failure is null ? 0 : 1;
    }
}
