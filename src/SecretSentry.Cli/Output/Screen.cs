using SecretSentry.Reports;

namespace SecretSentry.Cli.Output;

/// <summary>Standard output and standard error. No other part of the program writes to the console (BannedSymbols.NoScreen.txt).</summary>
internal static class Screen
{
#pragma warning disable RS0030 // the only place
    /// <summary>Standard output. Each line is escaped and masked.</summary>
    public static TextWriter Out => new SafeWriter(Console.Out);

    /// <summary>Standard error. Each line is escaped and masked.</summary>
    public static TextWriter Error => new SafeWriter(Console.Error);

    /// <summary>Standard output for texts of our own, which may contain tabs.</summary>
    public static TextWriter OwnTexts => Console.Out;

    /// <summary>Standard error for reports, which escape and mask on their own and have colours.</summary>
    public static TextWriter Reports => Console.Error;
#pragma warning restore RS0030
}
