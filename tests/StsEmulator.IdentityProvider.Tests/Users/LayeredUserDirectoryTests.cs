using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.Tests.Users;

public sealed class LayeredUserDirectoryTests
{
    private static readonly SeededUserDirectory Seeded = new([Seed("ada", "seed-1", "seed-password"), Seed("grace", "seed-2", "seed-password")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ada", "seed-password", "seed-1")]
    [InlineData("ADA", "further-password", null)] // known to both: only the seed's password counts
    [InlineData("ada", "further-password", null)]
    [InlineData("linus", "further-password", "further-2")]
    [InlineData("linus", "seed-password", null)]
    [InlineData("thief", "further-password", null)] // has the subject of a user of the seed
    [InlineData("nickname", "further-password", null)] // is called as a user of the seed is
    public async Task The_seed_comes_first_and_is_never_impersonated(string userName, string password, string? subject)
    {
        LayeredUserDirectory users = new(Seeded, new FurtherUsers());

        Assert.Equal(subject, (await users.AuthenticateAsync(userName, password, Token))?.Subject);
    }

    [Theory]
    [InlineData("seed-1", "ada")]
    [InlineData("further-2", "linus")]
    [InlineData("further-1", null)] // is called as a user of the seed is
    [InlineData("further-9", null)]
    public async Task A_subject_is_looked_for_in_the_seed_first(string subject, string? userName)
    {
        LayeredUserDirectory users = new(Seeded, new FurtherUsers());

        Assert.Equal(userName, (await users.FindAsync(subject, Token))?.UserName);
    }

    private static SeededUser Seed(string name, string subject, string password) => new(User(name, subject), password);

    private static IdentityUser User(string name, string subject) => new() { UserName = name, Subject = subject, DisplayName = name };

    private sealed class FurtherUsers : IUserDirectory
    {
        private readonly Dictionary<string, IdentityUser> users = new()
        {
            ["ada"] = User("ada", "further-1"),
            ["linus"] = User("linus", "further-2"),
            ["thief"] = User("thief", "seed-1"),
            ["nickname"] = User("Grace", "further-3"),
        };

        public ValueTask<IdentityUser?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken) =>
            ValueTask.FromResult(password == "further-password" ? users.GetValueOrDefault(userName) : null);

        public ValueTask<IdentityUser?> FindAsync(string subject, CancellationToken cancellationToken) =>
            ValueTask.FromResult(users.Values.FirstOrDefault(user => user.Subject == subject));
    }
}
