namespace SecretSentry.EndToEnd.Damage;

/// <summary>Compiles tests/damage/faults.c and makes a call of the program to the file system fail with it.</summary>
internal static class FaultShim
{
    private static readonly Lazy<string> Library = new(Compile);

    /// <summary>Returns the environment in which every call of a group fails below a folder.</summary>
    public static (string, string)[] Fail(string call, string folder, string kind = "EIO") =>
    [
        ("LD_PRELOAD", Library.Value), ("FAULT_PROGRAM", Path.GetFileName(Programs.Secretsentry)), ("FAULT_CALL", call),
        ("FAULT_KIND", kind), ("FAULT_NUMBER", "0"), ("FAULT_FOLDER", folder),
    ];

    private static string Compile()
    {
        var library = Path.Combine(Path.GetTempPath(), $"secretsentry-faults-{Environment.ProcessId}.so");
        Programs.Start("gcc", Programs.Top, ["-shared", "-fPIC", "-O1", "-o", library, "tests/damage/faults.c", "-ldl"]).ExitCode
            .Should().Be(0);
        return library;
    }
}
