namespace SecretSentry.Engine.Judging;

/// <summary>What a value is when it is settled without the judge.</summary>
internal enum Settled
{
    /// <summary>Not settled: the judge decides.</summary>
    No,

    /// <summary>A private key without its PEM armour.</summary>
    PrivateKey,

    /// <summary>A password that everybody knows, in a file that a service reads.</summary>
    CommonPassword,

    /// <summary>The hash of a password.</summary>
    Hash,

    /// <summary>A template, as in the examples of rules.</summary>
    Template,

    /// <summary>A value that only the owner of another key can open.</summary>
    Sealed,

    /// <summary>A public key with a valid checksum.</summary>
    PublicKey,
}
