using System.Net;
using Xunit;

namespace FeedbackHub.Tests.Support;

public class HubHostFixtureTests
{
    [Fact]
    public async Task A_signed_in_client_opens_the_staff_area_and_another_one_is_sent_to_sign_in()
    {
        string folder;
        await using (var host = await HubHostFixture.StartAsync())
        {
            folder = host.Hub.Storage.Folder;
            using var signedIn = await host.SignInAsync(await host.Hub.HandlerAsync());
            using var stranger = host.Client();

            Assert.Equal(HttpStatusCode.OK, (await signedIn.GetAsync("/staff")).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/staff")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/css/tokens.css")).StatusCode);
        }

        Assert.False(Directory.Exists(folder));
    }
}
