// The ladder's law (cmake/module.cmake, cmake/law.cmake) fails a build that breaks it, and says why. Each case is
// a small project, configured and built here with the real cmake files.

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

struct Outcome {
  int status = 0;
  std::string output;
};

Outcome run(const std::string& command) {
  Outcome outcome;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer;
  for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.output.append(buffer.data(), got);
  }
  outcome.status = pclose(pipe);
  return outcome;
}

// CMake breaks its messages into lines of its own.
std::string in_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) {
    line += (line.empty() ? "" : " ") + word;
  }
  return line;
}

using Files = std::map<std::string, std::string>;  // by path below src/

// What stands in every fixture unless a case writes it anew: two floors, each with a door and an inside.
const Files house = {
    {"lower/door.h", "#pragma once\nint lower();\n"},
    {"lower/lower.cpp",
     "#include \"lower/door.h\"\n#include \"lower/inside/part.h\"\nint lower() { return part(); }\n"},
    {"lower/inside/part.h", "#pragma once\ninline int part() { return 1; }\n"},
    {"upper/door.h", "#pragma once\n#include <string>\n#include \"lower/door.h\"\nint upper();\n"},
    {"upper/upper.cpp", "#include \"upper/door.h\"\nint upper() { return lower(); }\n"},
};
const std::string ladder = "candour_module(lower PURE)\ncandour_module(upper USES lower)\n";

Outcome build(const Files& files, const std::string& declared) {
  const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
  std::string name = std::string(test.test_suite_name()) + test.name();
  for (char& letter : name) {
    letter = letter == '/' ? '_' : letter;
  }
  const fs::path folder = fs::path(CANDOUR_BINARY_DIR) / "law" / "fixtures" / name;
  fs::remove_all(folder);
  const auto write = [&](const fs::path& path, const std::string& text) {
    fs::create_directories((folder / path).parent_path());
    std::ofstream(folder / path) << text;
  };
  write("CMakeLists.txt",
        "cmake_minimum_required(VERSION 3.25)\nproject(fixture LANGUAGES CXX)\nset(CMAKE_CXX_STANDARD 20)\n"
        "include(" CANDOUR_SOURCE_DIR "/cmake/warnings.cmake)\ninclude(" CANDOUR_SOURCE_DIR
        "/cmake/module.cmake)\n"
        "add_library(ZLIB::ZLIB INTERFACE IMPORTED GLOBAL)\nadd_library(SQLite::SQLite3 INTERFACE IMPORTED GLOBAL)\n"
        "add_subdirectory(src)\n");
  write("src/CMakeLists.txt", declared);
  Files all = files;
  all.insert(house.begin(), house.end());
  for (const auto& [path, text] : all) {
    write("src/" + path, text);
  }
  const std::string made = (folder / "build").string();
  Outcome outcome =
      run("cmake -G Ninja -DCMAKE_CXX_COMPILER_WORKS=TRUE -S '" + folder.string() + "' -B '" + made + "'");
  if (outcome.status == 0) {
    outcome = run("cmake --build '" + made + "'");
  }
  outcome.output = in_one_line(outcome.output);
  if (!testing::Test::HasFailure()) {
    fs::remove_all(folder);
  }
  return outcome;
}

TEST(LadderLaw, lets_a_lawful_house_stand) {
  const Outcome outcome =
      build({{"lower/inside/squeeze.cpp",
              "#include <zlib.h>\n#include \"lower/inside/part.h\"\nint squeeze() { return part(); }\n"},
             {"lower/lower_test.cpp", "#include <gtest/gtest.h>\n#include <fstream>\n#include \"support/door.h\"\n"},
             {"upper/ask.cpp", "#include <unistd.h>\n#include <chrono>\n#include <thread>\nint ask() { return 1; }\n"}},
            "candour_module(lower PURE LINKS ZLIB::ZLIB TEST_USES support)\ncandour_module(upper USES lower)\n");
  EXPECT_EQ(outcome.status, 0) << outcome.output;
}

struct Breach {
  std::string name;
  Files files;
  std::string sentence;
  std::string declared = ladder;
};

void PrintTo(const Breach& breach, std::ostream* out) {
  *out << breach.name;
}

class LadderLawFails : public testing::TestWithParam<Breach> {};

TEST_P(LadderLawFails, the_build_with_a_sentence) {
  const Outcome outcome = build(GetParam().files, GetParam().declared);
  EXPECT_NE(outcome.status, 0) << "the breach was built";
  EXPECT_THAT(outcome.output, HasSubstr(GetParam().sentence));
}

const std::vector<Breach> breaches = {
    // What may be used.
    {"the_module_above",
     {{"lower/up.cpp", "#include \"upper/door.h\"\n"}},
     "lower does not name upper in src/CMakeLists.txt."},
    {"a_module_not_named",
     {},
     "upper does not name lower in src/CMakeLists.txt.",
     "candour_module(lower)\ncandour_module(upper)\n"},
    {"a_folder_never_declared",
     {{"ghost/door.h", "#pragma once\n"}, {"upper/ghost.cpp", "#include \"ghost/door.h\"\n"}},
     "upper does not name ghost in src/CMakeLists.txt."},
    {"a_use_of_what_does_not_exist",
     {},
     "upper uses ghost, which is not declared above it",
     "candour_module(lower)\ncandour_module(upper USES lower ghost)\n"},
    {"a_use_before_its_declaration",
     {},
     "upper uses lower, which is not declared above it",
     "candour_module(upper USES lower)\ncandour_module(lower)\n"},
    {"a_module_declared_twice", {}, "lower is declared twice", "candour_module(lower)\ncandour_module(lower)\n"},
    {"a_module_of_ours_in_links",
     {},
     "a module of ours belongs in USES",
     "candour_module(lower)\ncandour_module(upper LINKS candour_lower)\n"},
    {"a_misspelt_word", {}, "declared with words that mean nothing: PUER", "candour_module(lower PUER)\n"},
    // Doors and insides.
    {"the_inside_of_another",
     {{"upper/peep.cpp", "#include \"lower/inside/part.h\"\n"}},
     "the inside of lower is closed; use one of its doors."},
    {"a_door_that_shows_its_inside",
     {{"lower/open.h", "#pragma once\n#include \"lower/inside/part.h\"\n"}},
     "a door may not show the inside of its module."},
    {"a_third_party_in_a_door",
     {{"lower/open.h", "#pragma once\n#include <zlib.h>\n"}},
     "a door shows standard headers and doors, never a third party's.",
     "candour_module(lower LINKS ZLIB::ZLIB)\ncandour_module(upper USES lower)\n"},
    {"a_system_header_in_a_door",
     {{"upper/open.h", "#pragma once\n#include <unistd.h>\n"}},
     "a door shows standard headers and doors, never a third party's."},
    // Third parties.
    {"a_library_not_named",
     {{"upper/squeeze.cpp", "#include <zlib.h>\n"}},
     "upper does not name the library of this header in LINKS"},
    {"a_library_named_by_another_module",
     {{"upper/squeeze.cpp", "#include <zlib.h>\n"}},
     "upper does not name the library of this header in LINKS",
     "candour_module(lower LINKS ZLIB::ZLIB)\ncandour_module(upper USES lower)\n"},
    {"a_library_nobody_knows",
     {{"upper/new.cpp", "#include <left-pad/pad.h>\n"}},
     "cmake/law.cmake does not know whose header this is"},
    // Pure rooms.
    {"a_clock_in_a_pure_room",
     {{"lower/now.cpp", "#include <chrono>\n"}},
     "lower is pure: no clock, disk, network or thread."},
    {"a_disk_in_a_pure_room",
     {{"lower/inside/disk.cpp", "  #  include <fstream>\n"}},
     "lower is pure: no clock, disk, network or thread."},
    {"a_socket_in_a_pure_room",
     {{"lower/net.cpp", "#include <sys/socket.h>\n"}},
     "lower is pure: no clock, disk, network or thread."},
    {"a_c_clock_in_a_pure_room",
     {{"lower/now.cpp", "#include <time.h>\n"}},
     "lower is pure: no clock, disk, network or thread."},
    {"a_database_in_a_pure_room",
     {{"lower/keep.cpp", "#include <sqlite3.h>\n"}},
     "lower is pure: this library reaches a clock, a disk, a network or a thread.",
     "candour_module(lower PURE LINKS SQLite::SQLite3)\ncandour_module(upper USES lower)\n"},
    {"our_clock_in_a_pure_room",
     {{"base/clock.h", "#pragma once\n"}, {"lower/now.cpp", "#include \"base/clock.h\"\n"}},
     "lower is pure: it is given the time, it does not ask for it.",
     "candour_module(base)\ncandour_module(lower PURE USES base)\ncandour_module(upper USES lower)\n"},
    {"our_files_in_a_pure_room",
     {{"base/file.h", "#pragma once\n"}, {"lower/keep.cpp", "#include \"base/file.h\"\n"}},
     "lower is pure: no clock, disk, network or thread.",
     "candour_module(base)\ncandour_module(lower PURE USES base)\ncandour_module(upper USES lower)\n"},
    {"a_pure_room_on_an_impure_one",
     {},
     "upper is pure and uses lower, which is not.",
     "candour_module(lower)\ncandour_module(upper PURE USES lower)\n"},
    // Ways round the law.
    {"dots", {{"upper/dots.cpp", "#include \"../lower/inside/part.h\"\n"}}, "write it from the root of src/"},
    {"dots_within",
     {{"upper/dots.cpp", "#include \"upper/../lower/inside/part.h\"\n"}},
     "write it from the root of src/"},
    {"dots_in_angles", {{"upper/dots.cpp", "#include <../src/lower/inside/part.h>\n"}}, "without . or .."},
    {"no_folder", {{"lower/near.cpp", "#include \"door.h\"\n"}}, "write it from the root of src/"},
    {"our_own_in_angles",
     {{"upper/angles.cpp", "#include <lower/inside/part.h>\n"}},
     "our own headers are written in quotes"},
    {"a_macro",
     {{"upper/macro.cpp", "#define PART \"lower/inside/part.h\"\n#include PART\n"}},
     "an #include must name its header plainly"},
    {"import", {{"upper/import.cpp", "#import \"lower/inside/part.h\"\n"}}, "an #include must name its header plainly"},
    {"include_next", {{"upper/next.cpp", "#include_next <zlib.h>\n"}}, "an #include must name its header plainly"},
    {"a_digraph",
     {{"upper/digraph.cpp", "%:include \"lower/inside/part.h\"\n"}},
     "an #include must name its header plainly"},
    {"behind_a_comment",
     {{"upper/comment.cpp", "/* quiet */ #include \"lower/inside/part.h\"\n"}},
     "an #include must name its header plainly"},
    {"around_a_comment",
     {{"upper/comment.cpp", "# /* quiet */ include \"lower/inside/part.h\"\n"}},
     "an #include must name its header plainly"},
    {"a_broken_line",
     {{"upper/broken.cpp", "#inc\\\nlude \"lower/inside/part.h\"\n"}},
     "an #include must name its header plainly"},
    {"another_extension", {{"upper/part.inc", "int part();\n"}}, "C++ lives in .h and .cpp files"},
    {"another_extension_included", {{"upper/text.cpp", "#include \"upper/part.txt\"\n"}}, "only a .h can be included"},
    {"a_test_that_peeps",
     {{"upper/upper_test.cpp", "#include \"lower/inside/part.h\"\n"}},
     "the inside of lower is closed; use one of its doors."},
    {"an_inner_header_of_the_wrong_module",
     {{"lower/inside/up.h", "#pragma once\n#include \"upper/door.h\"\n"}},
     "lower does not name upper in src/CMakeLists.txt."},
};

INSTANTIATE_TEST_SUITE_P(Breach, LadderLawFails, testing::ValuesIn(breaches),
                         [](const auto& breach) { return breach.param.name; });

// The law reads text; this asks the compiler what it truly read in this very build.
TEST(LadderLaw, is_kept_by_what_the_compiler_read) {
  std::map<std::string, std::set<std::string>> uses;
  std::map<std::string, std::set<std::string>> test_uses;
  std::ifstream ladder_file(CANDOUR_BINARY_DIR "/law/ladder.txt");
  for (std::string line; std::getline(ladder_file, line);) {
    const std::string name = line.substr(0, line.find(':'));
    const std::size_t slash = line.find(" / ");
    const auto add = [&](std::string names, std::set<std::string>& to) {
      std::istringstream split(names);
      for (std::string each; std::getline(split, each, ';');) {
        const std::size_t begin = each.find_first_not_of(' ');
        if (begin != std::string::npos) {
          to.insert(each.substr(begin));
        }
      }
    };
    add(line.substr(name.size() + 1, slash - name.size() - 1), uses[name]);
    add(line.substr(slash + 3), test_uses[name]);
    // A door may lead to the doors below it, so what is used brings what it uses; all of it stands above already.
    for (const std::string& used : std::set<std::string>(uses[name])) {
      uses[name].insert(uses[used].begin(), uses[used].end());
    }
    uses[name].insert(name);
  }
  const Outcome deps = run("ninja -C '" CANDOUR_BINARY_DIR "' -t deps");
  if (deps.status != 0) {
    GTEST_SKIP() << "this build was not made by ninja";
  }
  std::istringstream lines(deps.output);
  std::string module;
  bool is_test = false;
  std::size_t read = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("#deps") != std::string::npos) {  // src/CMakeFiles/candour_base.dir/base/date.cpp.o: #deps 90, …
      module.clear();
      const std::size_t begin = line.find(".dir/");
      if (begin != std::string::npos && line.starts_with("src/CMakeFiles/")) {
        module = line.substr(begin + 5, line.find('/', begin + 5) - begin - 5);
        is_test = line.find("_test.cpp.o:") != std::string::npos;
      }
      continue;
    }
    const std::size_t begin = line.find_first_not_of(' ');
    if (!uses.contains(module) || begin == std::string::npos) {
      continue;
    }
    const std::string path = fs::path(CANDOUR_BINARY_DIR)
                                 .append(line.substr(begin))
                                 .lexically_normal()
                                 .lexically_relative(CANDOUR_SOURCE_DIR "/src")
                                 .generic_string();
    if (path.starts_with("..") || !path.ends_with(".h")) {
      continue;
    }
    ++read;
    const std::string owner = path.substr(0, path.find('/'));
    bool may = uses[module].contains(owner);
    for (const std::string& used : test_uses[module]) {
      may = may || (is_test && (used == owner || uses[used].contains(owner)));
    }
    EXPECT_TRUE(may) << module << " has read " << path << ", which it does not use";
    const bool inside = path.find('/') != path.rfind('/');
    EXPECT_TRUE(!inside || owner == module) << module << " has read the inside of " << owner << ": " << path;
  }
  if (read == 0) {
    GTEST_SKIP() << "nothing of src/ is built yet";
  }
}

}  // namespace
