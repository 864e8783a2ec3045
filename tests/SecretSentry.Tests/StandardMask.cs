using System.Runtime.CompilerServices;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Patterns;

namespace SecretSentry.Tests;

/// <summary>The tests mask what is printed as the program does.</summary>
internal static class StandardMask
{
    [ModuleInitializer]
    internal static void Use() => SecretMasking.Set(new SecretMask(BuiltInRules.Load).Mask);
}
