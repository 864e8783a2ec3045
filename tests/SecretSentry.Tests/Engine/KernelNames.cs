using SecretSentry.Engine.Kernels;

namespace SecretSentry.Tests.Engine;

/// <summary>Every kernel that this machine supports, for theories that must hold with each of them.</summary>
public sealed class KernelNames : TheoryData<string>
{
    public KernelNames() => AddRange([.. Kernel.Available.Select(kernel => kernel.Name)]);
}
