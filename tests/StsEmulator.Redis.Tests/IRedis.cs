using StackExchange.Redis;

namespace StsEmulator.Redis.Tests;

/// <summary>Servers that a store under test keeps its records in.</summary>
public interface IRedis
{
    /// <summary>Gets what a user would give for <c>--store</c>.</summary>
    string Url { get; }

    /// <summary>A plain connection that may administrate, for looking behind the store.</summary>
    Task<ConnectionMultiplexer> ConnectAsync();
}
