using System.Diagnostics;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Fuzz.Start;

namespace SecretSentry.Fuzz.Runs;

/// <summary>Runs targets in this process. It is called in the load context with the instrumented assemblies.</summary>
public static class Worker
{
    /// <summary>Returns the exit code: 0 done, 1 the replayed input fails or a check finds a failure, 2 there is no such target.</summary>
    public static int Run(string[] arguments)
    {
        var options = FuzzOptions.Parse(arguments)!;
        using var map = new CoverageMap(); // before the first instrumented branch
        if (options.Command == "list")
        {
            TargetList.All.Where(target => target.IsListed).ToList().ForEach(target => Console.WriteLine(target.Name));
            return 0;
        }

        if (options.Command == "check")
        {
            return Check(map, options);
        }

        if (TargetList.All.FirstOrDefault(target => target.Name == options.Target) is not { } found)
        {
            Console.Error.WriteLine($"there is no target '{options.Target}'; see tests/SecretSentry.Fuzz/README.md");
            return 2;
        }

        using var seeds = new SeedFolder();
        return options.Command == "replay" ? Replay(found, seeds, map, options) : Fuzz(found, seeds, map, options);
    }

    /// <summary>
    /// Runs all targets in this process, which costs less than a process for each, and ends with the first one that dies.
    /// </summary>
    private static int Check(CoverageMap map, FuzzOptions options)
    {
        using var seeds = new SeedFolder();
        foreach (var target in TargetList.All.Where(target => target.IsListed))
        {
            map.Forget();
            Fuzz(target, seeds, map, options);
        }

        return StatusTable.Print(options.State);
    }

    private static int Fuzz(FuzzTarget target, SeedFolder seeds, CoverageMap map, FuzzOptions options)
    {
        var (state, inputs) = (new TargetState(options.State, target.Name), target.MakeSeeds(seeds).ToList());
        using var loop = new FuzzLoop(target, state, map, options.Seed);
        if (!options.IsAgain)
        {
            loop.TryFailures();
        }

        loop.Load(inputs);
        var (watch, before) = (Stopwatch.StartNew(), state.Counts.Inputs);
        loop.Run(counts => watch.Elapsed.TotalMinutes >= options.Minutes
            || (options.IsUntilQuiet ? counts.Inputs >= options.Inputs && counts.Inputs - counts.LastEdge >= counts.Inputs / 4
                : counts.Inputs - before >= options.Inputs));
        return 0;
    }

    private static int Replay(FuzzTarget target, SeedFolder seeds, CoverageMap map, FuzzOptions options)
    {
        _ = target.MakeSeeds(seeds).Count(); // makes the folders of the target
        using var loop = new FuzzLoop(target, new TargetState(options.State, target.Name), map, options.Seed);
        var failure = loop.Try(File.ReadAllBytes(options.File));
        Console.WriteLine(failure?.Text ?? "no failure");
        return failure is null ? 0 : 1;
    }
}
