// Writes the gallery:  gallery DIR SAMPLES
// Every component, and every page over the sample plans in SAMPLES, as DIR/NAME.html, an index, and the assets under
// the addresses that the pages use.

#include "gallery.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "web/assets.h"
#include "web/components.h"
#include "web/components_page.h"

namespace {

using namespace candour;

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    std::cerr << "The gallery cannot be written to " << path << ".\n";
    std::exit(EXIT_FAILURE);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "Say where to write the gallery and where the samples are: gallery DIR SAMPLES\n";
    return EXIT_FAILURE;
  }
  const std::filesystem::path folder = arguments[1];
  std::filesystem::remove_all(folder);
  for (const web::Asset& asset : web::every_asset()) write_file(folder / asset.path.substr(1), asset.bytes);

  std::vector<gallery::Picture> pictures = gallery::components();
  for (gallery::Picture& picture : gallery::pages(arguments[2])) pictures.push_back(std::move(picture));
  web::Contents contents{.title = "Pages"};
  for (const gallery::Picture& picture : pictures) {
    write_file(folder / (picture.name + ".html"), picture.html);
    contents.items.push_back({.text = picture.name, .href = "/" + picture.name + ".html"});
  }
  write_file(folder / "index.html", web::write(web::Page{.title = "Gallery", .main = [&](web::Html& html) {
                                                           html << web::Heading{.text = "Gallery"} << contents;
                                                         }}));
  std::cout << pictures.size() + 1 << " pages in " << folder.string() << "\n";
  return EXIT_SUCCESS;
}
